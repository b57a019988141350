/** {@code kubectl auth}: what a caller may do, and who it is. */
@NullMarked
package dev.mcpk8s.verb.auth;

import org.jspecify.annotations.NullMarked;
