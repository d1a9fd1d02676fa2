@NullMarked
package dev.pacer.build;

import org.jspecify.annotations.NullMarked;
