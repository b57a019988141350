/** Objects and tables to kubectl's text. */
@NullMarked
package dev.mcpk8s.print;

import org.jspecify.annotations.NullMarked;
