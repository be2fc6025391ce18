/**
 * What happens in the world: snapshots of videos, trend signals, and records that could not be
 * read.
 *
 * <p>Plain records that travel between operators and services. Reading and writing their wire forms
 * belongs to {@code event.json}; computing anything from them belongs to the feature modules.
 */
@NullMarked
package com.ytempire.ml.core.event;

import org.jspecify.annotations.NullMarked;
