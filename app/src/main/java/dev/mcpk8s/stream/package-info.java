/** Output events to server-sent events, with back-pressure and disconnect. */
@NullMarked
package dev.mcpk8s.stream;

import org.jspecify.annotations.NullMarked;
