/** The way from outside a cluster to the MCP servers that run in it as Jobs. */
@NullMarked
package dev.mcpk8s.ephemeral.gateway;

import org.jspecify.annotations.NullMarked;
