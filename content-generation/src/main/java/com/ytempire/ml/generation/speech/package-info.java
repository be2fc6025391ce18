/**
 * Spoken text: what is asked for, how it is cut into pieces that a provider takes, and how the
 * pieces become one file. Who speaks is below: this process, or a service that is paid.
 */
@NullMarked
package com.ytempire.ml.generation.speech;

import org.jspecify.annotations.NullMarked;
