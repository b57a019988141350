/** What changes an object into another: patches as kubectl computes them. */
@NullMarked
package dev.mcpk8s.patch;

import org.jspecify.annotations.NullMarked;
