@NullMarked
package dev.pacer.source.git;

import org.jspecify.annotations.NullMarked;
