/// The catalogue of managed runtimes: for each one the versions that it accepts, the public image to
/// build with, and how to make such an image from Debian packages instead. Pure data.
@NullMarked
package dev.pacer.source.runtime;

import org.jspecify.annotations.NullMarked;
