/** {@code kubectl cluster-info} and its {@code dump}. */
@NullMarked
package dev.mcpk8s.verb.clusterinfo;

import org.jspecify.annotations.NullMarked;
