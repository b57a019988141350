/** A caller's kubeconfig to a leased, cached and guarded connection. */
@NullMarked
package dev.mcpk8s.cluster;

import org.jspecify.annotations.NullMarked;
