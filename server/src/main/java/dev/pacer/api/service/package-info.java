/// The operations on services.
@NullMarked
package dev.pacer.api.service;

import org.jspecify.annotations.NullMarked;
