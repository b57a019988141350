/** How the service reads and writes JSON trees. */
@NullMarked
package dev.mcpk8s.json;

import org.jspecify.annotations.NullMarked;
