/// Reads source code out of git repositories, without any external program.
@NullMarked
package dev.pacer.source.git;

import org.jspecify.annotations.NullMarked;
