/** {@code kubectl api-resources}. */
@NullMarked
package dev.mcpk8s.verb.apiresources;

import org.jspecify.annotations.NullMarked;
