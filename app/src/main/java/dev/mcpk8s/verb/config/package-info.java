/** {@code kubectl config}: a caller's own kubeconfig, without a cluster. */
@NullMarked
package dev.mcpk8s.verb.config;

import org.jspecify.annotations.NullMarked;
