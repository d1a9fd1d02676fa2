/// From a repository to an image: reads the newest commit, finds out how it is built, and has the engine
/// do it.
@NullMarked
package dev.pacer.build;

import org.jspecify.annotations.NullMarked;
