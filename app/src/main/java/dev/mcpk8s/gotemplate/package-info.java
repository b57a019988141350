/**
 * Go's {@code text/template} over a JSON tree, with the two functions that kubectl adds.
 *
 * <p>A Go string is bytes: {@code len}, {@code slice} and positions in messages count them. Inside
 * this package a text is therefore a {@code String} of bytes, one {@code char} from 0 to 255 for
 * each ({@link dev.mcpk8s.gotemplate.ByteText}); it becomes characters when it leaves.
 */
@NullMarked
package dev.mcpk8s.gotemplate;

import org.jspecify.annotations.NullMarked;
