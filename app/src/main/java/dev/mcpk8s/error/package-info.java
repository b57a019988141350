/** What can go wrong, with a stable code for each failure a caller can cause. */
@NullMarked
package dev.mcpk8s.error;

import org.jspecify.annotations.NullMarked;
