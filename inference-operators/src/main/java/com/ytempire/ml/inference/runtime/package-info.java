/**
 * ONNX Runtime: sessions, the devices that they run on, and networks optimised once.
 *
 * <p>Everything here runs a network on the calling thread and knows neither queues nor what a
 * network is for; that belongs to {@code engine} and {@code text}. The only package, tests aside,
 * that names ONNX Runtime's classes.
 */
@NullMarked
package com.ytempire.ml.inference.runtime;

import org.jspecify.annotations.NullMarked;
