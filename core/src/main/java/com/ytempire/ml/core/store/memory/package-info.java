/**
 * The stores kept in the memory of one process. They are complete and say, in contract tests, what
 * the adapters to real servers must do. Nothing survives the process.
 */
@NullMarked
package com.ytempire.ml.core.store.memory;

import org.jspecify.annotations.NullMarked;
