package dev.mcpk8s.http;

import org.jspecify.annotations.Nullable;

/**
 * One part of a form.
 *
 * @param name the field's
 * @param fileName as the client gave it, unchecked; null for a part that is no file, or one that a
 *     browser sends for a file that nobody chose
 * @param content not copied
 */
record FormPart(String name, @Nullable String fileName, byte[] content) {}
