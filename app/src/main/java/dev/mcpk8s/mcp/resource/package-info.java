/** Objects of a cluster as MCP resources: read, and watched for those who subscribe. */
@NullMarked
package dev.mcpk8s.mcp.resource;

import org.jspecify.annotations.NullMarked;
