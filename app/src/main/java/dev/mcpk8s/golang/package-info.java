/** What Go's standard library does with text and lists, where kubectl's output shows it. */
@NullMarked
package dev.mcpk8s.golang;

import org.jspecify.annotations.NullMarked;
