-- Takes tokens out of a bucket that fills evenly, by the server's clock.
--
-- KEYS[1]  a hash: level, tokens times the window's milliseconds (whole, below 2^53); at, milliseconds
-- ARGV     capacity, wanted, milliseconds of the window
-- Answers: granted, remaining, milliseconds until there is one token
local capacity = tonumber(ARGV[1])
local wanted = tonumber(ARGV[2])
local window = tonumber(ARGV[3])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local full = capacity * window
local level = full
local before = redis.call('HMGET', KEYS[1], 'level', 'at')
if before[1] and before[2] then
  local passed = math.min(math.max(0, now - tonumber(before[2])), window)
  level = math.min(full, tonumber(before[1]) + passed * capacity)
end
local granted = math.min(wanted, math.floor(level / window))
level = level - granted * window
redis.call('HSET', KEYS[1], 'level', string.format('%.0f', level), 'at', string.format('%.0f', now))
-- A bucket nobody asks for is full after a window, which is what an absent one is.
redis.call('PEXPIRE', KEYS[1], window)
local missing = math.max(0, window - level)
return {granted, math.floor(level / window), math.ceil(missing / capacity)}
