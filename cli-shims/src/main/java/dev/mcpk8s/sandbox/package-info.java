/** The one place where an external program is started: contained, streamed, ended with its tree. */
@NullMarked
package dev.mcpk8s.sandbox;

import org.jspecify.annotations.NullMarked;
