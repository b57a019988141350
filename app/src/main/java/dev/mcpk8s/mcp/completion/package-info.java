/** Suggestions for arguments that name something in a cluster. */
@NullMarked
package dev.mcpk8s.mcp.completion;

import org.jspecify.annotations.NullMarked;
