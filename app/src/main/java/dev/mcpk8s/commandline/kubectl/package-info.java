/**
 * kubectl's command lines: the tree of its commands, the visible list of where each runs, what is
 * refused, and one syntax per native verb.
 */
@NullMarked
package dev.mcpk8s.commandline.kubectl;

import org.jspecify.annotations.NullMarked;
