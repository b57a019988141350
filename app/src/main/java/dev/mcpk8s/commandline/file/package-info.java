/** What a command line may name as a file: nothing but the request's own files. */
@NullMarked
package dev.mcpk8s.commandline.file;

import org.jspecify.annotations.NullMarked;
