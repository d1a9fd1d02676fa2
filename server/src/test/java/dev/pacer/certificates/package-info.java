@NullMarked
package dev.pacer.certificates;

import org.jspecify.annotations.NullMarked;
