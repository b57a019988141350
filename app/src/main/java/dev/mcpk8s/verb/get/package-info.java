/** {@code kubectl get}: objects of any type, as a table or in any other format. */
@NullMarked
package dev.mcpk8s.verb.get;

import org.jspecify.annotations.NullMarked;
