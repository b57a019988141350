/** The REST edge: controllers, request records and problem documents. */
@NullMarked
package dev.mcpk8s.http;

import org.jspecify.annotations.NullMarked;
