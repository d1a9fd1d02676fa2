@NullMarked
package dev.pacer.autoscaling;

import org.jspecify.annotations.NullMarked;
