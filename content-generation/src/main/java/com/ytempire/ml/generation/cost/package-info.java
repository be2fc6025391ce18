/**
 * What calls cost: prices by provider and model, budgets that are kept before a call is made, and
 * the record of what was charged, by call, video, key and hour.
 */
@NullMarked
package com.ytempire.ml.generation.cost;

import org.jspecify.annotations.NullMarked;
