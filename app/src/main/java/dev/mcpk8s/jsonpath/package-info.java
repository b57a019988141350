/** kubectl's JSONPath dialect over a JSON tree. */
@NullMarked
package dev.mcpk8s.jsonpath;

import org.jspecify.annotations.NullMarked;
