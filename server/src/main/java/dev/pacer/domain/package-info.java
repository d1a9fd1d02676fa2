/// Custom domains of services: their records, their validation, their life cycle.
@NullMarked
package dev.pacer.domain;

import org.jspecify.annotations.NullMarked;
