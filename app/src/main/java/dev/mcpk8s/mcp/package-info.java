/** The MCP edge: tools and transports over the same engine. */
@NullMarked
package dev.mcpk8s.mcp;

import org.jspecify.annotations.NullMarked;
