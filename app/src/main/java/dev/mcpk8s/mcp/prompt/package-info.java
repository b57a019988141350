/** The prompts: texts with arguments, kept as files. */
@NullMarked
package dev.mcpk8s.mcp.prompt;

import org.jspecify.annotations.NullMarked;
