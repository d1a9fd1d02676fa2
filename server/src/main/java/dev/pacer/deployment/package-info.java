/// Brings a version of a service to its instances and traffic to them: the steps of every long
/// operation.
@NullMarked
package dev.pacer.deployment;

import org.jspecify.annotations.NullMarked;
