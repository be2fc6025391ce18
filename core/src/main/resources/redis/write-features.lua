-- Keeps the columns of one entity where they are not older than what is stored.
-- KEYS: one per column. ARGV: seconds to live, time, event id, then version and value per column.
-- Values begin {"computed_at":"<24 characters>","event_id":"...","version":N, so a stored value is
-- compared without decoding it. Bytes are compared one by one: Lua's own order follows the locale.
local function order_of(a, b)
  if a == b then return 0 end
  for i = 1, math.min(#a, #b) do
    local x, y = string.byte(a, i), string.byte(b, i)
    if x ~= y then return x < y and -1 or 1 end
  end
  return #a < #b and -1 or 1
end

local function is_newer(stored, version, time, event)
  if string.sub(stored, 1, 16) ~= '{"computed_at":"' then return false end
  local mark = string.find(stored, '","version":', 55, true)
  if not mark then return false end
  local stored_version = tonumber(string.match(stored, '^%d+', mark + 12))
  if stored_version ~= version then return stored_version > version end
  local by_time = order_of(string.sub(stored, 17, 40), time)
  if by_time ~= 0 then return by_time > 0 end
  return order_of(string.sub(stored, 55, mark - 1), event) > 0
end

local stored = redis.call('MGET', unpack(KEYS))
local kept = 0
for i = 1, #KEYS do
  local version = tonumber(ARGV[2 + 2 * i])
  if not stored[i] or not is_newer(stored[i], version, ARGV[2], ARGV[3]) then
    redis.call('SET', KEYS[i], ARGV[3 + 2 * i], 'EX', ARGV[1])
    kept = kept + 1
  end
end
return kept
