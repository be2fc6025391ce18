/** Contracts that every adapter of a store is tested against. */
package com.ytempire.ml.core.store;
