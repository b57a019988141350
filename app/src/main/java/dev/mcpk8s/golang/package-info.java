/** What Go's standard library does with text, where kubectl's output shows it. */
@NullMarked
package dev.mcpk8s.golang;

import org.jspecify.annotations.NullMarked;
