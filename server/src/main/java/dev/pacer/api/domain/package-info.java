/// The operations on custom domains.
@NullMarked
package dev.pacer.api.domain;

import org.jspecify.annotations.NullMarked;
