/// The database: handle, transactions, migrations, and the implementations of the rooms' store
/// interfaces. The only room that sees SQL.
@NullMarked
package dev.pacer.store;

import org.jspecify.annotations.NullMarked;
