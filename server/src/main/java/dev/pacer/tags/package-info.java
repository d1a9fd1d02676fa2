/// Tags of resources.
@NullMarked
package dev.pacer.tags;

import org.jspecify.annotations.NullMarked;
