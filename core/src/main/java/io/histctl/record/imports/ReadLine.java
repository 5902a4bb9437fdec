package io.histctl.record.imports;

import io.histctl.record.CapturedExchange;

/**
 * A line of an import that can be recorded.
 *
 * @param number counted from 1
 * @param input what it holds
 * @param bytes its length
 */
public record ReadLine(long number, CapturedExchange input, int bytes) {}
