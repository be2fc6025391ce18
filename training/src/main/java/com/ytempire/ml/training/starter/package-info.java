/**
 * How the model that ships was made: a small network, written out in Java so that it trains to the
 * same bits on every machine, from files of events that are not part of the project.
 *
 * <p>Its version is a resource of the inference module. What users train goes through the other
 * packages of this module.
 */
@NullMarked
package com.ytempire.ml.training.starter;

import org.jspecify.annotations.NullMarked;
