/** Flags by pflag's rules: what they are called, how values are read, and what its errors say. */
@NullMarked
package dev.mcpk8s.commandline.flag;

import org.jspecify.annotations.NullMarked;
