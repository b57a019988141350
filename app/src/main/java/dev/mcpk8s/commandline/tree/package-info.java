/** The commands and flags of tools that are made with cobra, and which of them a line is for. */
@NullMarked
package dev.mcpk8s.commandline.tree;

import org.jspecify.annotations.NullMarked;
