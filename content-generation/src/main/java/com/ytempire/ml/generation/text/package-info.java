/**
 * Text models of others: what they are asked, and clients of the two published interfaces that
 * nearly all of them have. The clients speak the published REST shapes themselves: the libraries
 * that were looked at hide the headers of a failed call, and with them how long a service wants not
 * to be asked.
 */
@NullMarked
package com.ytempire.ml.generation.text;

import org.jspecify.annotations.NullMarked;
