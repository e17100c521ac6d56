"""Input of somebody who wants to break in, or to break things, over real HTTP.

`entries` asks the started registry what can be called, `values` draws what is sent,
`caller` sends it as one person, `verdict` says which answers are a finding, and
`traces` whether somebody without a right has left any. Nothing here knows a method of
ours by name: what is added tomorrow is tried tomorrow.
"""
