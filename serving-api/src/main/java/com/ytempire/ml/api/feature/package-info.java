/**
 * Reading features: the newest values of many entities at once, each with its age and status. What
 * features there are follows from the compiled feature file; where their values are is the online
 * store's business. Nothing is computed here.
 */
@NullMarked
package com.ytempire.ml.api.feature;

import org.jspecify.annotations.NullMarked;
