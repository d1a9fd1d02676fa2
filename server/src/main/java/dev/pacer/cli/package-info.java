/// The command line: one class per subcommand.
@NullMarked
package dev.pacer.cli;

import org.jspecify.annotations.NullMarked;
