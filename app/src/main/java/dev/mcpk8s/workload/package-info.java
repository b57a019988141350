/**
 * "For any kind, how do I ...?": what several verbs share that ask the cluster: the objects their
 * arguments mean, waiting for a change, an owner's pods, rollouts and their history.
 */
@NullMarked
package dev.mcpk8s.workload;

import org.jspecify.annotations.NullMarked;
